-- How the sessions of attempts were secured; what administrators demand of them; what domains publish, and what came
-- of it.

alter table attempt add column tls_version varchar(16);
alter table attempt add column cipher varchar(64);
alter table attempt add column tls_policy varchar(16);
alter table attempt add column tls_verdict varchar(32);

-- The definition is JSON, as in REST; version tells nodes that it changed.

create table tls_policy (
  name       varchar(64)    not null primary key,
  definition varchar(10000) not null,
  version    bigint         not null,
  changed_at bigint         not null
);

-- Policies of MTA-STS (RFC 8461), for all nodes. id is that of the DNS record.

create table sts_policy (
  domain     varchar(255)   not null primary key,
  id         varchar(64)    not null,
  policy     varchar(65536) not null,
  fetched_at bigint         not null,
  expires_at bigint         not null
);

-- Results of sessions for TLS reports (RFC 8460), counted for a day (UTC, as 2026-11-23) and a kind of session.

create table tls_result (
  report_day  varchar(10)   not null,
  domain      varchar(255)  not null,
  policy_type varchar(20)   not null,
  mx          varchar(255)  not null,
  address     varchar(64)   not null,
  failure     varchar(40)   not null,
  policy      varchar(4000) not null,
  sessions    bigint        not null,
  primary key (report_day, domain, policy_type, mx, address, failure)
);

-- One row for each report: who makes it, and whether it is done.

create table tls_report (
  report_day varchar(10)  not null,
  domain     varchar(255) not null,
  owner      varchar(40)  not null,
  claimed_at bigint       not null,
  attempts   integer      not null,
  done       boolean      not null,
  outcome    varchar(400),
  primary key (report_day, domain)
);
