-- What the application noted on a message that it submitted: lines of name=value.

alter table message add column metadata varchar(12000);
