# The three functions of ours: a folder is a library, a program, or a test binary.
# A library's CMakeLists.txt lists its sources and what it may use: it is the folder's table of contents.

if(TXDESK_PCH)
    file(WRITE ${PROJECT_BINARY_DIR}/pch/pch.cpp "// compiled only for its precompiled headers\n")
    add_library(txdesk_pch OBJECT ${PROJECT_BINARY_DIR}/pch/pch.cpp)
    set_target_properties(txdesk_pch PROPERTIES AUTOMOC OFF)
    target_link_libraries(txdesk_pch PRIVATE txdesk_options Qt6::Core Threads::Threads)
    target_precompile_headers(txdesk_pch PRIVATE
        <QByteArray> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QObject> <QString>
        <algorithm> <chrono> <functional> <memory> <optional> <variant> <tl/expected.hpp>)
endif()

function(txdesk_common_settings target)
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} PRIVATE txdesk_options)
    if(TXDESK_PCH)
        target_precompile_headers(${target} REUSE_FROM txdesk_pch)
    endif()
endfunction()

# txdesk_library(engine SOURCES a.cpp ... LINK txdesk::model ...) makes txdesk_engine, alias txdesk::engine.
function(txdesk_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
    if(ARG_SOURCES)
        add_library(txdesk_${name} STATIC ${ARG_SOURCES})
        txdesk_common_settings(txdesk_${name})
        target_link_libraries(txdesk_${name} PUBLIC ${ARG_LINK})
    else()
        add_library(txdesk_${name} INTERFACE)
        target_include_directories(txdesk_${name} INTERFACE ${PROJECT_SOURCE_DIR})
        target_link_libraries(txdesk_${name} INTERFACE ${ARG_LINK})
    endif()
    add_library(txdesk::${name} ALIAS txdesk_${name})
endfunction()

# txdesk_program(txdesk-server SOURCES main.cpp LINK txdesk::app) makes an executable in bin/.
function(txdesk_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    txdesk_common_settings(${name})
    target_link_libraries(${name} PRIVATE ${ARG_LINK})
endfunction()

# txdesk_test(engine [GUI] SOURCES x_test.cpp ... LINK txdesk::engine): one test binary a folder, several classes in it.
function(txdesk_test name)
    cmake_parse_arguments(ARG "GUI" "TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 400) # several times what a quiet machine needs: it ends what hangs, and judges nobody who is slow
    endif()
    set(main test_main)
    if(ARG_GUI)
        set(main test_main_gui)
    endif()
    add_executable(${name}_tests ${ARG_SOURCES} ${PROJECT_SOURCE_DIR}/tests/support/${main}.cpp)
    txdesk_common_settings(${name}_tests)
    target_link_libraries(${name}_tests PRIVATE ${ARG_LINK} Qt6::Test)
    if(ARG_GUI)
        target_link_libraries(${name}_tests PRIVATE Qt6::Widgets)
    endif()
    add_test(NAME ${name} COMMAND ${name}_tests)
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;QT_STYLE_OVERRIDE=Fusion;QT_FONT_DPI=96")
endfunction()
