// One connection of the load generator: plain, or TLS by OpenSSL, on a raw socket.
// Thread: one. Ends the bench with a sentence when the server does not let it in.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace txdesk::bench {

class Wire
{
public:
    Wire(int port, bool isSecure); // connected, the handshake done; certificates are not what is measured: any is believed
    ~Wire();
    Wire(Wire &&) noexcept;
    Wire &operator=(Wire &&) noexcept;

    [[nodiscard]] int descriptor() const;
    void send(std::string_view bytes);
    // Appends what has come; false: the server has closed it.
    [[nodiscard]] bool receive(std::string &into);

private:
    class Secure;
    int m_socket = -1;
    std::unique_ptr<Secure> m_secure; // null: plain
};

} // namespace txdesk::bench
