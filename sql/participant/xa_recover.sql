-- The prepared XA branches of this server: format, length of the two parts of the name, the name.
-- SPDX-License-Identifier: Apache-2.0
XA RECOVER
