-- Which server it is.
-- SPDX-License-Identifier: Apache-2.0
SELECT VERSION()
