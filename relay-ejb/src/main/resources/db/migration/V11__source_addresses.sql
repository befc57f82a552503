-- Addresses that mail leaves from, pools of them, and what has left from each.

-- Of an attempt: "name[address]", or the address alone when the system chose it.

alter table attempt add column source varchar(160);

-- The definitions are JSON, as in REST.

create table source_address (
  name       varchar(64)    not null primary key,
  definition varchar(60000) not null,
  changed_at bigint         not null
);

create table source_pool (
  name       varchar(64)    not null primary key,
  definition varchar(60000) not null,
  changed_at bigint         not null
);

insert into scheduling_version (kind, version) values ('sources', 0);

-- Attempts that left from an address on a day of its own zone, as 2026-11-23. scope is empty for all of them, else it
-- names those of one part of the warm-up.

create table source_day (
  source  varchar(64) not null,
  sent_on varchar(10) not null,
  scope   varchar(64) not null,
  used    bigint      not null,
  primary key (source, sent_on, scope)
);
