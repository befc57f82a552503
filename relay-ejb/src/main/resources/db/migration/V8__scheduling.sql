-- Whose mail a group is: within a site, and a priority, those who send get their turns one after the other.

alter table parked add column party varchar(160) default '' not null;

-- The time of acceptance once more, for the order of those who wait: in a column of its own there is one index that has
-- it, and no planner thinks of taking another.

alter table parked add column line_at bigint default 0 not null;
update parked set line_at = accepted_at;

-- The order in which groups leave that wait for a place. Looked into with equality on its first columns, so that every
-- look reads a few rows, however many wait.

create index parked_waiting on parked (state, site, priority, party, line_at, message_id);

-- What waited by time before is due, and finds its site.

update parked set state = 'DEFERRED' where state = 'WAITING';

-- Shaping rules of administrators. One with the name of a shipped rule stands in for it. The definition is JSON, as in
-- REST.

create table shaping_rule (
  name       varchar(64)    not null primary key,
  position   integer        not null,
  definition varchar(60000) not null,
  changed_at bigint         not null
);

-- Raised with each change, so that nodes see that they have to read again.

create table scheduling_version (
  kind    varchar(16) not null primary key,
  version bigint      not null
);

insert into scheduling_version (kind, version) values ('shaping', 0);
