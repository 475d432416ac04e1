-- Adds a participant to those that lists filter by, unless it is there. Binds name, id.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set participants = trim(concat(coalesce(participants, ''), ' ', :name))
where id = :id and instr(concat(' ', coalesce(participants, ''), ' '), concat(' ', :name, ' ')) = 0;
