-- Makes an XA branch durable without committing it.
-- SPDX-License-Identifier: Apache-2.0
XA PREPARE {xid}
