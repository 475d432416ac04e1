-- A row that another session holds is waited for this long (s): the bank works its calls one after another.
-- SPDX-License-Identifier: Apache-2.0
SET SESSION innodb_lock_wait_timeout = 2
