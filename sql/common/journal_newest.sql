-- Packed rows of a transaction, newest first. Binds transaction id.
-- SPDX-License-Identifier: Apache-2.0
select first_seq, events from txdesk_journal where transaction_id = :transaction_id order by first_seq desc;
