-- Ends the work of an XA branch, which may then be prepared or rolled back.
-- SPDX-License-Identifier: Apache-2.0
XA END {xid}
