-- Routes, virtual domains and aliases as administrators define them; routes are JSON, as in REST, with secrets sealed.
-- "position" is the order in REST. A row of routing_version is raised with each change, so that nodes see by one row
-- whether to read again.

create table route (
  name       varchar(64)     not null primary key,
  position   integer         not null,
  definition varchar(100000) not null,
  changed_at bigint          not null
);

create index route_position on route (position, name);

create table virtual_domain (
  name       varchar(255)  not null primary key,
  definition varchar(2000) not null,
  changed_at bigint        not null
);

-- The address is in lower case, as Waypost interprets it; targets are separated by line feeds.

create table alias (
  address    varchar(320)    not null primary key,
  targets    varchar(400000) not null,
  changed_at bigint          not null
);

create table routing_version (
  part    varchar(16) not null primary key,
  version bigint      not null
);

insert into routing_version (part, version) values ('routes', 0);
insert into routing_version (part, version) values ('addresses', 0);

-- The address that a recipient was before aliases were looked up; null where it is the same.

alter table recipient add column original varchar(320);
