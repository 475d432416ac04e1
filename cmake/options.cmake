# How every target of ours is compiled: language, warnings, sanitizers, linker, compiler cache.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
set(CMAKE_AUTOMOC ON)

option(TXDESK_WERROR "Warnings are errors" OFF)
option(TXDESK_PCH "Precompile the few headers everybody includes" OFF)
set(TXDESK_SANITIZE "" CACHE STRING "address;undefined or thread; empty for none")

find_program(TXDESK_CCACHE ccache)
if(TXDESK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${TXDESK_CCACHE})
endif()

add_library(txdesk_options INTERFACE)
add_library(txdesk::options ALIAS txdesk_options)
target_compile_options(txdesk_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual)
target_compile_definitions(txdesk_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400
    TXDESK_VERSION="${PROJECT_VERSION}"
    $<$<BOOL:${TXDESK_FAILPOINTS}>:TXDESK_FAILPOINTS>)
if(CMAKE_UNITY_BUILD)
    # In a joined file the compiler takes every source but the first for a header and warns of its anonymous namespaces.
    target_compile_options(txdesk_options INTERFACE -Wno-subobject-linkage)
endif()
if(TXDESK_WERROR)
    target_compile_options(txdesk_options INTERFACE -Werror)
endif()
if(TXDESK_SANITIZE)
    list(JOIN TXDESK_SANITIZE "," sanitizers)
    target_compile_options(txdesk_options INTERFACE -fsanitize=${sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all
        -Wno-maybe-uninitialized) # GCC 12 finds false ones in instrumented code
    target_link_options(txdesk_options INTERFACE -fsanitize=${sanitizers})
endif()

find_program(TXDESK_LLD ld.lld)
if(TXDESK_LLD)
    target_link_options(txdesk_options INTERFACE -fuse-ld=lld)
endif()

# Requests are allocated on one thread and freed on another: a thread-caching allocator saves a tenth of a saga.
find_library(TXDESK_TCMALLOC NAMES tcmalloc_minimal libtcmalloc_minimal.so.4)
