-- How many rows of table ?1 refer to a row that is not there.
-- SPDX-License-Identifier: Apache-2.0
SELECT count(*) FROM pragma_foreign_key_check(?1, 'main')
