# Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
while (TRUE) {
    try(suppressWarnings(parallel::mcparallel(Sys.sleep(3600))), silent = TRUE)
}
