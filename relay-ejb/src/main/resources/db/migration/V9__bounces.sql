-- Whether the sender has been told that the time has passed that it gave for delivery; told is about delay alone.

alter table parked add column deadline_told boolean default false not null;
