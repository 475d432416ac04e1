# cmake --install build/<preset>: programs, manual, and what makes a desktop know the console (menu entry, icon, txc:// links).
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
