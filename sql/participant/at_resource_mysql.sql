-- What a MySQL or MariaDB server and its present database call themselves.
-- SPDX-License-Identifier: Apache-2.0
SELECT @@hostname, @@port, DATABASE()
