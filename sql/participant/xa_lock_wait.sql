-- How many seconds this session waits for a row that another holds. {seconds}: a number.
-- SPDX-License-Identifier: Apache-2.0
SET SESSION innodb_lock_wait_timeout = {seconds}
