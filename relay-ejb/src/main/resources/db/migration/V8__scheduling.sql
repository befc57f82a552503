-- Whose mail a group is: within a site, and a priority, those who send get their turns one after the other.

alter table parked add column party varchar(160) default '' not null;

-- The order in which groups leave that wait for a place. Looked into with equality on its first columns, so that every
-- look reads a few rows, however many wait.

create index parked_waiting on parked (state, site, priority, party, accepted_at, message_id);

-- What waited by time before is due, and finds its site.

update parked set state = 'DEFERRED' where state = 'WAITING';
