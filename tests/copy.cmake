# tests/copy.cmake -- a copy of the tree without what was built, for tests that change it.

function(gg_copy_tree from to)
  file(REMOVE_RECURSE ${to})
  file(GLOB items ${from}/* ${from}/.clang-format ${from}/.clang-tidy ${from}/.ci)
  list(FILTER items EXCLUDE REGEX "/(build[^/]*|results)$")
  file(COPY ${items} DESTINATION ${to} USE_SOURCE_PERMISSIONS)
endfunction()
