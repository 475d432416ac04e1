-- The tables of the present database with a name, whatever the case of its letters.
-- SPDX-License-Identifier: Apache-2.0
SELECT TABLE_NAME, TABLE_TYPE, ENGINE
FROM information_schema.TABLES
WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = :table
