-- Empties the journal, for test suites. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
delete from txdesk_journal;
