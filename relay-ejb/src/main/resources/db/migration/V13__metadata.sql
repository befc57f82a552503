-- What the application noted on a message that it submitted: lines of name=value.

alter table message add column metadata varchar(12000);

-- An idempotency key is written before its message is taken: by which process, until that is confirmed. With it what
-- was answered, as address and reason, a line each.

alter table idempotency add column owner varchar(36);
alter table idempotency add column reserved_at bigint default 0 not null;
alter table idempotency add column suppressed varchar(100000);
