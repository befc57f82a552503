-- Versions of message templates. The definition is JSON, as in REST.

create table template_version (
  name       varchar(64)     not null,
  number     integer         not null,
  definition varchar(800000) not null,
  created_at bigint          not null,
  created_by varchar(128),
  primary key (name, number)
);
