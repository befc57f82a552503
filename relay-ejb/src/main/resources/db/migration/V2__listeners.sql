-- The listeners as administrators define them. The definition is JSON, as in REST; version and changed_at tell
-- nodes that it changed.

create table listener (
  name       varchar(40)     not null primary key,
  definition varchar(100000) not null,
  draining   boolean         not null,
  version    bigint          not null,
  changed_at bigint          not null
);

-- One row once the listeners of the first start have been made, so that deleted ones do not come back.

create table listener_seed (
  id integer not null primary key,
  at bigint  not null
);
