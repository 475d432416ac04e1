-- Settings of a session that decide how AT reads its statements.
-- SPDX-License-Identifier: Apache-2.0
SELECT VERSION(), @@sql_mode, @@auto_increment_increment, @@max_allowed_packet, DATABASE(), @@lower_case_table_names, @@character_set_client
