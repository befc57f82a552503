-- Operations on parked mail: holding, selecting, listing, jobs over many rows, suspensions.

-- The domain that all recipients share; '*' where they are of several, or the row is older than this column.
alter table parked add column domain varchar(255) default '*' not null;

-- The state that a held group goes back to, and why it is held.
alter table parked add column held_from varchar(10);
alter table parked add column note varchar(1000);

-- From here on an active row has an owner only while it is in delivery.
update parked set owner = null where state <> 'ACTIVE';

create index parked_listed on parked (due_at, message_id, group_number);
create index parked_site on parked (site, accepted_at);
create index parked_domain on parked (domain, accepted_at);
create index parked_sender on parked (sender, accepted_at);

-- What an administrator does to many groups. at_message and at_group say how far it is; left_over names the groups that
-- were in delivery, one a line.

create table queue_job (
  id          varchar(26)    not null primary key,
  action      varchar(10)    not null,
  selection   varchar(60000) not null,
  reason      varchar(1000),
  route       varchar(64),
  state       varchar(10)    not null,
  total       bigint         not null,
  done        bigint         not null,
  unchanged   bigint         not null,
  failed      bigint         not null,
  at_message  varchar(26)    not null,
  at_group    integer        not null,
  left_over   varchar(60000) not null,
  created_at  bigint         not null,
  created_by  varchar(128),
  started_at  bigint,
  ended_at    bigint,
  owner       varchar(40),
  lease_until bigint         not null,
  resume_at   bigint         not null
);

create index queue_job_state on queue_job (state, id);

-- Mail for these waits.

create table suspension (
  id         varchar(26)   not null primary key,
  kind       varchar(10)   not null,
  name       varchar(320)  not null,
  reason     varchar(1000) not null,
  until_at   bigint,
  created_at bigint        not null,
  created_by varchar(128)
);

create unique index suspension_name on suspension (kind, name);
