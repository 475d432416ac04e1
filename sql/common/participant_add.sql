-- Adds a participant to those that lists filter by, unless it is there. Binds name, id.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set participants = trim(participants || ' ' || :name)
where id = :id and instr(' ' || participants || ' ', ' ' || :name || ' ') = 0;
