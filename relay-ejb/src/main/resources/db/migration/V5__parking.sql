-- Where a parked group waits for a place, which route an administrator chose for it, and what selections of parked mail
-- and fairness between senders go by.

alter table parked add column site varchar(320);
alter table parked add column redirect varchar(64);
alter table parked add column tags varchar(1000);
alter table parked add column account varchar(128);
