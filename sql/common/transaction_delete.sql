-- Removes a finished transaction. Binds id.
-- SPDX-License-Identifier: Apache-2.0
delete from trans_global where id = :id and status in ('succeed', 'failed');
