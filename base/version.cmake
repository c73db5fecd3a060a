# base/version.cmake -- writes version.h: version, commit, compiler; only if it changed.
cmake_minimum_required(VERSION 3.25)
execute_process(COMMAND git -c safe.directory=* -C ${SOURCE} rev-parse --short=12 HEAD
                OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
execute_process(COMMAND git -c safe.directory=* -C ${SOURCE} status --porcelain
                OUTPUT_VARIABLE dirty OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT commit)
  set(commit "unknown")
elseif(dirty)
  string(APPEND commit "+changes")
endif()
file(CONFIGURE OUTPUT ${OUT} CONTENT "/* Written by the build. */
#define GG_VERSION \"@VERSION@\"
#define GG_COMMIT \"@commit@\"
#define GG_BUILD \"@COMPILER@, @FLAGS@\"
" @ONLY)
