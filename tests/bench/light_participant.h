// Participants that cost next to nothing: raw epoll, any number of ports, one thread, always the same answer.
// Thread: made and asked from anywhere; it runs a thread of its own.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace txdesk::bench {

class LightParticipant
{
public:
    // Listens on `ports` ephemeral ports; answers each request after `latency`.
    explicit LightParticipant(int ports, std::chrono::milliseconds latency = {});
    ~LightParticipant();
    LightParticipant(const LightParticipant &) = delete;
    LightParticipant &operator=(const LightParticipant &) = delete;

    [[nodiscard]] std::string url(int port) const; // "http://127.0.0.1:NNN"
    [[nodiscard]] long calls() const;
    [[nodiscard]] long calls(int port) const;
    [[nodiscard]] long distinctGids() const;       // since rememberGids()
    void rememberGids();
    void silence(int port, bool silent);           // it reads and never answers

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace txdesk::bench
