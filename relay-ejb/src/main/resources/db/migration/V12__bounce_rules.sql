-- Bounce rules of administrators, which are asked before those that are shipped. The definition is JSON, as in REST.

create table bounce_rule (
  name       varchar(64)   not null primary key,
  position   integer       not null,
  definition varchar(4000) not null,
  changed_at bigint        not null
);

-- Raised with each change, so that nodes see that they have to read again.

create table definition_version (
  kind    varchar(16) not null primary key,
  version bigint      not null
);

insert into definition_version (kind, version) values ('bounce-rules', 0);
insert into definition_version (kind, version) values ('tls-policies', 0);

-- TLS policies are kept as other definitions are, with a position and without a version of each row.

alter table tls_policy add column position integer default 0 not null;
alter table tls_policy drop column version;

-- Whether what came back shows that its writer had the message that it is about.

alter table returned add column proven boolean default true not null;
