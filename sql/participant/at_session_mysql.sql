-- Settings of a session that decide how AT reads its statements, in MySQL's words.
-- SPDX-License-Identifier: Apache-2.0
SELECT @@sql_mode, @@auto_increment_increment, @@max_allowed_packet, DATABASE(), @@lower_case_table_names, @@character_set_client,
       @@transaction_isolation, @@sql_select_limit
