# cmake --install build/<preset>: programs, manual, completion, and what makes a desktop know the console (menu entry, icon, txc:// links).
# ./dev package puts the same into its archive.
include(GNUInstallDirs)

set(programs txdesk-server txdeskctl txdesk-bank)
install(FILES docs/man/txdeskctl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES docs/man/txdesk-server.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)
install(FILES resources/systemd/txdesk-server.service DESTINATION ${CMAKE_INSTALL_DATADIR}/txdesk/systemd)
if(TXDESK_CONSOLE)
    list(APPEND programs txdesk-console)
    install(FILES resources/desktop/txdesk-console.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/desktop/txdesk.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
set_target_properties(${programs} PROPERTIES INSTALL_RPATH "") # no library of ours is shared, and Qt is the system's
install(TARGETS ${programs} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# The completion of txdeskctl, as it prints it itself.
function(txdesk_completion shell file)
    install(CODE "
        execute_process(COMMAND \"${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/txdeskctl\" completion ${shell} OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
        set(file \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_DATADIR}/${file}\")
        message(STATUS \"Installing: \$ENV{DESTDIR}\${file}\")
        file(WRITE \"\$ENV{DESTDIR}\${file}\" \"\${text}\")")
endfunction()
txdesk_completion(bash bash-completion/completions/txdeskctl)
txdesk_completion(zsh zsh/site-functions/_txdeskctl)
