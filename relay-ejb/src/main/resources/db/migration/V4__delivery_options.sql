-- What the sender asked for a message (parameters of MAIL) and for its recipients (parameters of
-- RCPT, a line for each): null where nothing was asked. The priority stands apart, to order by it.

alter table parked add column options varchar(1000);
alter table parked add column recipient_options varchar(200000);
alter table parked add column priority integer default 0 not null;

-- Whether the sender has been told that delivery is late.
alter table parked add column told boolean default false not null;

alter table message add column options varchar(1000);
