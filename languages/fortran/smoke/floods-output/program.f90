program tests
  implicit none
  do
    print '(a)', repeat('flood', 10000)
  end do
end program tests
