pick <- function(items) {
    return(items[[length(items) + 1]])
}
test_humaneval <- function() {
    candidate <- pick
    stopifnot(isTRUE(all.equal(candidate(c(1, 2, 3)), 3)))
}
test_humaneval()
