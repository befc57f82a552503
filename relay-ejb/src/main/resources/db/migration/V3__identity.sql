-- Users: SCRAM keys (RFC 5803), disabled accounts, addresses; locks after failed sign-ins. Times are milliseconds since
-- 1970-01-01T00:00Z.

-- stamp changes with whatever ends sign-ins made before: the password, the roles, whether the account is disabled.
alter table account add column scram_keys varchar(400);
alter table account add column disabled boolean default false not null;
alter table account add column stamp bigint default 0 not null;
alter table account add column password_at bigint;
alter table account add column last_sign_in_at bigint;

create table account_address (
  address varchar(320) not null primary key,
  account varchar(128) not null
);

create index account_address_account on account_address (account);

-- From where an account has signed in: a lock of the account leaves these alone.

create table known_address (
  account varchar(128) not null,
  address varchar(64)  not null,
  seen_at bigint       not null,
  primary key (account, address)
);

create index known_address_seen on known_address (seen_at);

-- The id is made of kind, account and address, so that every node finds the same row. A lock that is over stays for a
-- while, so that the next one is longer.

create table sign_in_lock (
  id       varchar(32) not null primary key,
  kind     varchar(8)  not null,
  account  varchar(128),
  address  varchar(64),
  failures integer     not null,
  level    integer     not null,
  since_at bigint      not null,
  until_at bigint      not null
);

create index sign_in_lock_until on sign_in_lock (until_at);

-- Random octets that all nodes on this database share.

create table secret (
  name varchar(64) not null primary key,
  data bytea       not null
);
