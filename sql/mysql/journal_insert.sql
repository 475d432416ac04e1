-- One packed row of events of one commit (docs/decisions/0002). Binds transaction id, first seq, events as JSON text.
-- SPDX-License-Identifier: Apache-2.0
insert into txdesk_journal (transaction_id, first_seq, events)
values (:transaction_id, :first_seq, :events)
on duplicate key update first_seq = first_seq;
