-- Begins an XA branch; from here on the session works for it only. {xid}: a hexadecimal literal.
-- SPDX-License-Identifier: Apache-2.0
XA START {xid}
