# base/install.cmake -- what `cmake --install` leaves: programs, library, headers, figures, and
# the two ways in which another project finds them: find_package(gradgap) and pkg-config.

install(TARGETS gradgap_tool ${GRADGAP_STUDIES} RUNTIME)
install(TARGETS gradgap ARCHIVE)
foreach(room base losses optimizers experiments)
  install(DIRECTORY ${room}/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/gradgap/${room}
          FILES_MATCHING PATTERN "*.h")
endforeach()
if(EXISTS ${PROJECT_SOURCE_DIR}/plots)
  install(DIRECTORY plots/ DESTINATION ${CMAKE_INSTALL_DATADIR}/gradgap/plots)
endif()

# The libraries that `target` links to, in the linker's order: the one list is CMakeLists.txt's,
# and BLAS stays where it stands there.
function(gg_link_order target out)
  set(names "")
  get_target_property(items ${target} INTERFACE_LINK_LIBRARIES)
  foreach(item IN LISTS items)
    string(REGEX REPLACE "^\\$<LINK_ONLY:(.*)>$" "\\1" item "${item}")
    if(item MATCHES "^\\$<")
      continue() # of this build only
    elseif(TARGET ${item})
      gg_link_order(${item} inner)
      get_target_property(type ${item} TYPE)
      if(NOT type STREQUAL "INTERFACE_LIBRARY")
        get_target_property(file ${item} IMPORTED_LOCATION)
        list(APPEND names ${file})
      endif()
      list(APPEND names ${inner})
    elseif(NOT item STREQUAL "items-NOTFOUND")
      list(APPEND names ${item})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES names)
  set(${out} "${names}" PARENT_SCOPE)
endfunction()

gg_link_order(gradgap GRADGAP_NEEDS)
set(folders "")
foreach(file IN LISTS GRADGAP_NEEDS)
  cmake_path(GET file PARENT_PATH folder)
  if(folder AND NOT folder IN_LIST CMAKE_C_IMPLICIT_LINK_DIRECTORIES)
    list(APPEND folders -L${folder})
  endif()
endforeach()
list(REMOVE_DUPLICATES folders)
list(TRANSFORM GRADGAP_NEEDS REPLACE "^.*/lib([^/]*)\\.(so|a|dylib|tbd)$" "\\1")
list(TRANSFORM GRADGAP_NEEDS PREPEND "-l" OUTPUT_VARIABLE flags)
list(JOIN folders " " folders)
list(JOIN flags " " flags)
set(GRADGAP_LINK_FLAGS "${folders} ${flags}")
set(pkgconfig ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH GRADGAP_UP /prefix/${pkgconfig} /prefix) # the installed tree may be moved

include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/gradgap)
configure_package_config_file(base/gradgapConfig.cmake.in ${GENERATED}/gradgapConfig.cmake
  INSTALL_DESTINATION ${package}
  PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_LIBDIR)
write_basic_package_version_file(${GENERATED}/gradgapConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${GENERATED}/gradgapConfig.cmake ${GENERATED}/gradgapConfigVersion.cmake
        DESTINATION ${package})

configure_file(base/gradgap.pc.in ${GENERATED}/gradgap.pc @ONLY)
install(FILES ${GENERATED}/gradgap.pc DESTINATION ${pkgconfig})

install(FILES experiments/gradgap.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
