-- What administrators have configured of plug-ins. The definition is JSON, as in REST, with its secrets sealed.

create table plugin_configuration (
  name       varchar(64)    not null primary key,
  position   integer        not null,
  definition varchar(60000) not null,
  changed_at bigint         not null
);

insert into definition_version (kind, version) values ('plugins', 0);

-- What configurations remember for a time, on all nodes. An entry has a text or an amount.

create table plugin_state (
  configuration varchar(64)   not null,
  entry         varchar(200)  not null,
  text          varchar(1000),
  amount        bigint        not null,
  expires_at    bigint        not null,
  primary key (configuration, entry)
);

create index plugin_state_expiry on plugin_state (expires_at);

-- Destination groups that the filters of stage queued have passed, while they are parked: they are not asked again.

create table filtered (
  message_id   varchar(40) not null,
  group_number integer     not null,
  filtered_at  bigint      not null,
  primary key (message_id, group_number)
);
