// What is wrong with a request, as the answer its sender gets: {"message": text}, then the connection closes.
// Source: the bad-input table of docs/limits.md; the texts are part of the interface.
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace txdesk::http {

struct Fault
{
    int status = 0;        // 0: no answer, only close (the peer does not speak HTTP)
    const char *text = ""; // never one of the protocol's outcome words

    friend bool operator==(const Fault &, const Fault &) = default;
};

} // namespace txdesk::http
