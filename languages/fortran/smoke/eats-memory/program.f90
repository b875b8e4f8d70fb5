program tests
  implicit none
  type :: block
    integer, allocatable :: numbers(:)
  end type block
  type(block), allocatable :: blocks(:)
  integer :: i
  allocate (blocks(100000))
  do i = 1, 100000
    allocate (blocks(i)%numbers(1000000))
    blocks(i)%numbers = i
  end do
  print *, blocks(100000)%numbers(1)
end program tests
