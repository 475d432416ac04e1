-- Settings of a session that decide how AT reads its statements, in MariaDB's words.
-- SPDX-License-Identifier: Apache-2.0
SELECT @@sql_mode, @@auto_increment_increment, @@max_allowed_packet, DATABASE(), @@lower_case_table_names, @@character_set_client,
       @@tx_isolation, @@sql_select_limit
