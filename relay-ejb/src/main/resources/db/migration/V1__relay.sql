-- The trace: what became of every message. Times are milliseconds since 1970-01-01T00:00Z.

create table message (
  id                varchar(26)   not null primary key,
  accepted_at       bigint        not null,
  source            varchar(8)    not null,
  peer              varchar(64),
  helo              varchar(255),
  account           varchar(128),
  listener          varchar(64),
  sender            varchar(320)  not null,
  recipients        varchar(200)  not null,
  recipient_count   integer       not null,
  subject           varchar(200)  not null,
  header_message_id varchar(400),
  tags              varchar(1000),
  size              bigint        not null,
  state             varchar(10)   not null,
  last_reply        varchar(2000)
);

-- Ids sort by time, so the newest of a state are read from this index.
create index message_state on message (state, id);

create table recipient (
  message_id varchar(26)   not null,
  address    varchar(320)  not null,
  domain     varchar(255)  not null,
  state      varchar(10)   not null,
  last_reply varchar(2000),
  updated_at bigint        not null,
  primary key (message_id, address)
);

create index recipient_domain on recipient (domain, message_id);

create table attempt (
  message_id   varchar(26)   not null,
  group_number integer       not null,
  number       integer       not null,
  recipient    varchar(320)  not null,
  at           bigint        not null,
  millis       bigint        not null,
  route        varchar(64)   not null,
  host         varchar(320),
  state        varchar(10)   not null,
  reply        varchar(2000),
  primary key (message_id, number, recipient)
);

-- Mail that cannot be delivered right now: one row is one destination group of a message.

create table parked (
  message_id   varchar(26)    not null,
  group_number integer        not null,
  sender       varchar(320)   not null,
  recipients   varchar(40000) not null,
  subject      varchar(200)   not null,
  route        varchar(64)    not null,
  destination  varchar(320)   not null,
  smtp_utf8    boolean        not null,
  eight_bit    boolean        not null,
  size         bigint         not null,
  accepted_at  bigint         not null,
  state        varchar(10)    not null,
  attempts     integer        not null,
  claim        integer        not null,
  owner        varchar(40),
  due_at       bigint         not null,
  expires_at   bigint         not null,
  changed_at   bigint         not null,
  last_reply   varchar(2000),
  primary key (message_id, group_number)
);

create index parked_due on parked (state, due_at);
create index parked_destination on parked (destination, state);
create index parked_accepted on parked (accepted_at);

-- The bytes of parked and captured mail, in blocks, so that no message is ever whole in memory.

create table content (
  message_id   varchar(26) not null,
  group_number integer     not null,
  block        integer     not null,
  data         bytea       not null,
  primary key (message_id, group_number, block)
);

create table account (
  name          varchar(128)  not null primary key,
  password_hash varchar(400)  not null,
  roles         varchar(400)  not null,
  created_at    bigint        not null
);

-- Answers to submissions that named an idempotency key.

create table idempotency (
  account     varchar(128) not null,
  request_key varchar(128) not null,
  message_id  varchar(26)  not null,
  created_at  bigint       not null,
  primary key (account, request_key)
);

create index idempotency_created on idempotency (created_at);
