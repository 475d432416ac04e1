// OpenSSL's values as owning pointers, and its last error in words.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>

#include <memory>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace txdesk::http {

struct OpensslFree
{
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    void operator()(SSL *ssl) const { SSL_free(ssl); }
    void operator()(SSL_SESSION *session) const { SSL_SESSION_free(session); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(BIO *bio) const { BIO_free(bio); }
};

using SslContextPointer = std::unique_ptr<SSL_CTX, OpensslFree>;
using SslPointer = std::unique_ptr<SSL, OpensslFree>;
using SslSessionPointer = std::unique_ptr<SSL_SESSION, OpensslFree>;
using CertificatePointer = std::unique_ptr<X509, OpensslFree>;
using KeyPointer = std::unique_ptr<EVP_PKEY, OpensslFree>;
using BioPointer = std::unique_ptr<BIO, OpensslFree>;

// The last error of this thread, without OpenSSL's numbers and places; what it had noted is forgotten.
[[nodiscard]] QString takeOpensslError();

// SHA-256 of the certificate, 64 hexadecimal digits in lower case.
[[nodiscard]] QByteArray fingerprintOf(const X509 &certificate);

// The common name of its subject; empty: none, more than one, or one with control characters.
[[nodiscard]] QString commonNameOf(const X509 &certificate);

} // namespace txdesk::http
