# cmake --install build/<preset>: programs, manual, and what makes a desktop know the console (menu entry, icon, txc:// links).
include(GNUInstallDirs)

install(TARGETS txdesk-server txdeskctl txdesk-bank RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES docs/man/txdeskctl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES docs/man/txdesk-server.8 DESTINATION ${CMAKE_INSTALL_MANDIR}/man8)
install(FILES resources/systemd/txdesk-server.service DESTINATION ${CMAKE_INSTALL_DATADIR}/txdesk/systemd)
if(TXDESK_CONSOLE)
    install(TARGETS txdesk-console RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(FILES resources/desktop/txdesk-console.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/desktop/txdesk.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
