-- Whether the sender has been told that the time has passed that it gave for delivery; told is about delay alone.

alter table parked add column deadline_told boolean default false not null;

-- Why a recipient was not reached, by the rules of classification: a word.

alter table recipient add column category varchar(12);
alter table attempt add column category varchar(12);

-- Addresses that are not sent to. An address is in lower case, or "@domain" for all of a domain; the scope is a sender's
-- domain, or empty for all senders. Expired when the time is past; 0 is never.

create table suppression (
  address    varchar(320)  not null,
  scope      varchar(255)  not null,
  category   varchar(12)   not null,
  reason     varchar(500)  not null,
  origin     varchar(12)   not null,
  message_id varchar(26),
  hits       integer       not null,
  created_at bigint        not null,
  changed_at bigint        not null,
  expires_at bigint        not null,
  primary key (address, scope)
);

create index suppression_changed on suppression (changed_at);

-- Failures that put an address on the list only when there are several in a time.

create table bounce_tally (
  address  varchar(320) not null,
  category varchar(12)  not null,
  failures integer      not null,
  first_at bigint       not null,
  last_at  bigint       not null,
  primary key (address, category)
);

create index bounce_tally_last on bounce_tally (last_at);

-- What came back about messages after they had left: bounces, delays, complaints. The id is that of the mail that came in.

create table returned (
  id         varchar(26)   not null,
  message_id varchar(26)   not null,
  recipient  varchar(320)  not null,
  kind       varchar(12)   not null,
  at         bigint        not null,
  category   varchar(12),
  reporter   varchar(255),
  text       varchar(2000) not null,
  primary key (id, message_id, recipient, kind)
);

create index returned_message on returned (message_id);

-- Notifications that are told together, as there were too many for their sender. A row without a recipient stands for as
-- many as its amount says.

create table collected_notice (
  id         varchar(60)  not null primary key,
  sender     varchar(320) not null,
  at         bigint       not null,
  message_id varchar(26),
  recipient  varchar(320),
  action     varchar(10),
  reply      varchar(500),
  amount     integer      not null
);

create index collected_notice_sender on collected_notice (sender, at);
