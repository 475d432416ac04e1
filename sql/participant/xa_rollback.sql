-- Rolls an XA branch back, from any session when it is prepared.
-- SPDX-License-Identifier: Apache-2.0
XA ROLLBACK {xid}
